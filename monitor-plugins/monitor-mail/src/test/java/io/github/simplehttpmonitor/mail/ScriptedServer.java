package io.github.simplehttpmonitor.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server that behaves except where it is told not to: an answer for a line that begins like
 * the key, {@code "drop"} to close the connection instead, {@code "hang"} to say nothing.
 */
final class ScriptedServer implements AutoCloseable {

  private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  final Map<String, String> answers = new ConcurrentHashMap<>();
  final List<String> lines = new CopyOnWriteArrayList<>();
  final List<String> mails = new CopyOnWriteArrayList<>();

  private final @Nullable SSLContext tls;
  private final Thread serving;

  ScriptedServer() throws IOException {
    this(null);
  }

  /** One that offers STARTTLS, and a login once that has begun. */
  ScriptedServer(@Nullable SSLContext tls) throws IOException {
    this.tls = tls;
    serving = new Thread(this::serve, "smtp");
    serving.setDaemon(true);
    serving.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        if (answer(client.getOutputStream(), "CONNECT", "220 test")) {
          talk(client);
        }
      } catch (IOException e) {
        // The client has left, or the test has ended.
        continue;
      }
    }
  }

  private void talk(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    OutputStream out = client.getOutputStream();
    boolean secure = client instanceof SSLSocket;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      lines.add(line);
      String word = line.split("[ :]", 2)[0];
      boolean goesOn =
          switch (word) {
            case "EHLO" -> answer(out, line, hello(secure));
            case "AUTH" -> answer(out, line, "235 welcome");
            case "STARTTLS" -> answer(out, line, "220 go on");
            case "DATA" ->
                answers.containsKey("DATA")
                    ? answer(out, line, "")
                    : answer(out, line, "354 go on") && data(in, out);
            default -> answer(out, line, "250 ok");
          };
      SSLContext context = tls;
      if (context != null && word.equals("STARTTLS")) {
        SSLSocket wrapped =
            (SSLSocket)
                context
                    .getSocketFactory()
                    .createSocket(client, "localhost", client.getPort(), true);
        wrapped.setUseClientMode(false);
        talk(wrapped);
        return;
      }
      if (!goesOn || word.equals("QUIT")) {
        return;
      }
    }
  }

  private String hello(boolean secure) {
    String more = tls == null ? "8BITMIME" : secure ? "AUTH PLAIN" : "STARTTLS";
    return "250-test\r\n250 " + more;
  }

  private boolean data(BufferedReader in, OutputStream out) throws IOException {
    StringBuilder mail = new StringBuilder();
    if (answers.containsKey("BODY")) {
      return false;
    }
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      mail.append(line).append('\n');
    }
    mails.add(mail.toString());
    return answer(out, "END", "250 taken");
  }

  private boolean answer(OutputStream out, String line, String usual) throws IOException {
    String text =
        answers.entrySet().stream()
            .filter(entry -> line.startsWith(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(usual);
    if (text.equals("drop")) {
      return false;
    }
    if (!text.equals("hang")) {
      out.write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    try {
      // While it waits for a client it may still get one.
      serving.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
