package io.github.simplehttpmonitor.cli;

/** The option that says where plug-ins are. */
final class PluginOption {

  static final String DESCRIPTION =
      "Where the jars of plug-ins are (SIMPLE_HTTP_MONITOR_PLUGINS, else 'plugins' beside the"
          + " command).";

  private PluginOption() {}
}
