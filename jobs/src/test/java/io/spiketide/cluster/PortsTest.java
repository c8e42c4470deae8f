package io.spiketide.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void chosenPortsDifferAndNoConnectionIsGivenThem() {
    List<Integer> ports = Stream.generate(Ports::free).limit(100).toList();
    assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port >= 10_000 && port < 32_768);
  }

  @Test
  void aPortThatIsListenedOnIsNotChosen() throws Exception {
    int next = Ports.free() + 1;
    try (ServerSocket taken = new ServerSocket(next, 1, InetAddress.getByName(Ports.LOOPBACK))) {
      assertThat(Ports.free()).isNotEqualTo(taken.getLocalPort());
    }
  }
}
