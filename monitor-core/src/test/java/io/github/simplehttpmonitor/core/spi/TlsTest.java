package io.github.simplehttpmonitor.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  @TempDir private Path folder;

  private static String problem(Exception cause) {
    IOException failure = new IOException("handshake");
    SSLHandshakeException handshake = new SSLHandshakeException("(certificate_unknown) no");
    handshake.initCause(cause);
    failure.initCause(handshake);
    return Tls.problem(failure);
  }

  @Test
  void problems_areNamed_fromTheInside() {
    assertThat(problem(new CertificateExpiredException("NotAfter: long ago")))
        .isEqualTo("its certificate has expired");
    assertThat(problem(new CertificateNotYetValidException("NotBefore: later")))
        .isEqualTo("its certificate is not valid yet");
    assertThat(problem(new CertificateException("No name matching a found")))
        .isEqualTo("its certificate is for another host");
    assertThat(problem(new IllegalStateException("odd")))
        .isEqualTo("the TLS handshake failed: (certificate_unknown) no");
    assertThat(Tls.problem(new IOException("connection reset"))).isNull();
  }

  @Test
  void filesWithoutCertificates_areRefused() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    assertThatThrownBy(() -> Tls.trusting(empty.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("option 'ca'");
    Path text = Files.writeString(folder.resolve("text.pem"), "no certificate\n");
    assertThatThrownBy(() -> Tls.trusting(text.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("option 'ca'");
    assertThatThrownBy(() -> Tls.trusting(folder.resolve("none").toString()))
        .hasMessageContaining("cannot be read");
  }
}
