package io.spiketide.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The PromQL of the dashboard and of the alerts, and what it asks for. */
final class Queries {
  private static final Path DEPLOY = Path.of(System.getProperty("spiketide.root"), "jobs/deploy");
  private static final Path DASHBOARD = DEPLOY.resolve("grafana/dashboards/spiketide.json");
  private static final Path RULES = DEPLOY.resolve("prometheus/rules.yml");

  private static final Pattern METRIC = Pattern.compile("\\bflink_\\w+");
  private static final Pattern SELECTED = Pattern.compile("[{,]\\s*(\\w+)\\s*(?:=~|!~|!=|=)");
  private static final Pattern GROUPED = Pattern.compile("\\b(?:by|without|on)\\s*\\(([^)]*)\\)");
  private static final Pattern SHOWN = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?(\\w+)\\s*}}");
  private static final Pattern VALUES = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");

  private Queries() {}

  /**
   * One expression.
   *
   * @param where panel or alert that it is of
   * @param texts what is shown with it, where labels may stand in double braces
   */
  record Query(String where, String expression, List<String> texts) {
    Set<String> metrics() {
      return all(METRIC, expression);
    }

    Set<String> labels() {
      Set<String> labels = all(SELECTED, expression);
      for (String group : all(GROUPED, expression)) {
        labels.addAll(List.of(group.split("\\s*,\\s*")));
      }
      texts.forEach(text -> labels.addAll(all(SHOWN, text)));
      return labels;
    }
  }

  static List<Query> ofDashboard() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
    List<Query> queries = new ArrayList<>();
    for (JsonNode panel : dashboard.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        String legend = target.path("legendFormat").asText();
        queries.add(
            new Query(panel.path("title").asText(), target.path("expr").asText(), List.of(legend)));
      }
    }
    for (JsonNode variable : dashboard.path("templating").path("list")) {
      Matcher values = VALUES.matcher(variable.path("definition").asText());
      if (!values.matches()) {
        throw new IllegalStateException("no label_values(metric, label): " + variable);
      }
      String asked = "sum by (" + values.group(2) + ") (" + values.group(1) + ")";
      queries.add(new Query("$" + variable.path("name").asText(), asked, List.of()));
    }
    return queries;
  }

  static List<Query> ofAlerts() throws IOException {
    List<Query> queries = new ArrayList<>();
    for (JsonNode group : new YAMLMapper().readTree(RULES.toFile()).path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        List<String> texts = new ArrayList<>();
        rule.path("annotations").forEach(text -> texts.add(text.asText()));
        queries.add(new Query(rule.path("alert").asText(), rule.path("expr").asText(), texts));
      }
    }
    return queries;
  }

  private static Set<String> all(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.groupCount() == 0 ? matcher.group() : matcher.group(1));
    }
    return new LinkedHashSet<>(found);
  }
}
