package io.github.simplehttpmonitor.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/**
 * Combined lines that look like those of a small public site: few pages get most requests, some
 * with queries, half with a referrer, agents from a few dozen to 250 bytes; about 237 bytes a line.
 * The same lines at every call.
 */
final class SyntheticLog {

  /** As many as the real log that the figures of other programs were measured with. */
  static final int LINES = 10_000;

  private static final long SEED = 237;

  private static final String[] SECTIONS = {
    "blog", "images", "articles", "projects", "presentations", "files", "css", "js", "misc", "api",
    "about", "downloads", "static", "tags", "feeds", "scripts", "icons", "search", "login", "admin"
  };
  private static final String[] WORDS = {
    "logstash", "performance", "getting-started", "web", "install", "release-notes", "archive",
    "jquery", "kibana-search", "ganeti", "xdotool", "openldap", "monitoring", "dynamic-routing",
    "sysadmin", "geekery", "puppet", "solving-good-or-bad-problems", "ssl-latency", "bash"
  };
  private static final String[] SUFFIXES = {"", "/", ".html", ".png", ".css", ".js", "/index.php"};
  private static final String[] AGENTS = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
        + " Chrome/131.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
        + " Version/17.6 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
        + " Gecko) Version/17.6 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)"
        + " Chrome/131.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Googlebot/2.1;"
        + " +http://www.google.com/bot.html) Chrome/131.0.0.0 Safari/537.36",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; WOW64; Trident/4.0; SLCC2; .NET CLR"
        + " 2.0.50727; .NET CLR 3.5.30729; .NET CLR 3.0.30729; Media Center PC 6.0; .NET4.0C;"
        + " .NET4.0E; InfoPath.3; MS-RTC LM 8)",
    "curl/8.11.0",
    "-"
  };
  private static final int[] STATUSES = {200, 200, 200, 200, 200, 200, 200, 304, 301, 404, 206};

  private final Random random = new Random(SEED);

  private SyntheticLog() {}

  static byte[] bytes(int lines) {
    SyntheticLog log = new SyntheticLog();
    StringBuilder text = new StringBuilder(lines * 240);
    for (int i = 0; i < lines; i++) {
      log.line(text);
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private void line(StringBuilder text) {
    int client = skewed(1_700);
    int status = STATUSES[random.nextInt(STATUSES.length)];
    text.append(11 + client % 200).append('.').append(client * 7 % 256).append('.');
    text.append(client * 31 % 256).append('.').append(client * 13 % 256);
    text.append(" - ").append(random.nextInt(50) == 0 ? "alice" : "-");
    text.append(" [01/Jan/2026:00:00:00 +0000] \"");
    text.append(random.nextInt(12) == 0 ? "POST" : "GET").append(' ');
    path(text);
    if (random.nextInt(5) == 0) {
      text.append("?q=").append(word()).append("&page=").append(random.nextInt(40));
    }
    text.append(" HTTP/1.1\" ").append(status).append(' ');
    text.append(status == 304 ? "-" : Integer.toString(100 + skewed(200_000))).append(" \"");
    if (random.nextBoolean()) {
      text.append("https://example.com");
      path(text);
      text.append("?ref=").append(String.format(Locale.ROOT, "%04x", random.nextInt(1 << 16)));
    } else {
      text.append('-');
    }
    text.append("\" \"").append(AGENTS[skewed(AGENTS.length)]).append("\"\n");
  }

  private void path(StringBuilder text) {
    if (random.nextInt(20) == 0) {
      text.append(random.nextBoolean() ? "/" : "/favicon.ico");
      return;
    }
    text.append('/').append(SECTIONS[skewed(SECTIONS.length)]);
    for (int depth = 1 + random.nextInt(2); depth > 0; depth--) {
      text.append('/').append(word());
    }
    text.append(SUFFIXES[random.nextInt(SUFFIXES.length)]);
  }

  private String word() {
    return WORDS[skewed(WORDS.length)];
  }

  /** {@return a number below the bound, low ones more often} */
  private int skewed(int bound) {
    double uniform = random.nextDouble();
    return (int) (uniform * uniform * bound);
  }
}
