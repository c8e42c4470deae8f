package io.spiketide.it.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documentation of SQL and Kafka Connect, so that what is tested is what is shown. */
final class Page {
  private Page() {}

  /** The blocks of a language, in their order. */
  static List<String> blocks(String language) throws IOException {
    Path page = Path.of(System.getProperty("spiketide.root"), "jobs/docs/sql.md");
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(page));
    List<String> blocks = new ArrayList<>();
    while (block.find()) {
      blocks.add(block.group(1).strip());
    }
    return blocks;
  }
}
