package io.github.simplehttpmonitor.testkit;

class PlaceholderContractTest extends PlaceholderContract {

  @Override
  protected String name() {
    return "monitor-testkit";
  }
}
