package io.spiketide.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Leaves out test classes, those packed into a {@code -tests.jar} too. */
final class MainClasses implements ImportOption {

  private final ImportOption noTestFolders = new DoNotIncludeTests();

  @Override
  public boolean includes(Location location) {
    return noTestFolders.includes(location) && !location.contains("-tests.jar");
  }
}
