package io.github.simplehttpmonitor.core.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.util.Collection;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** For appenders that speak TLS: whom to trust, and what is wrong in words. */
public final class Tls {

  private Tls() {}

  /**
   * {@return a context that trusts the certificates in a file of PEM, and no others}
   *
   * @throws IllegalArgumentException if there are none; the message is about an option {@code ca}
   */
  public static SSLContext trusting(String file) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new IllegalArgumentException("option 'ca': there is no certificate in " + file);
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca" + number++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (CertificateException e) {
      throw new IllegalArgumentException(
          "option 'ca': " + file + " holds something else than certificates in PEM", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("option 'ca': " + file + " cannot be read", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  /** {@return what is wrong, null if it is not about TLS} */
  public static @Nullable String problem(Throwable failure) {
    SSLException tls = null;
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof CertificateExpiredException) {
        return "its certificate has expired";
      }
      if (e instanceof CertificateNotYetValidException) {
        return "its certificate is not valid yet";
      }
      String message = String.valueOf(e.getMessage());
      if (message.startsWith("No name matching") || message.startsWith("No subject alternative")) {
        return "its certificate is for another host";
      }
      if (message.contains("unable to find valid certification path")) {
        return "its certificate is signed by nobody who is trusted here; ca=FILE trusts one";
      }
      if (message.toLowerCase(Locale.ROOT).contains("unrecognized ssl message")) {
        return "it does not speak TLS: is it http:// rather than https://?";
      }
      if (e instanceof SSLException found && tls == null) {
        tls = found;
      }
    }
    return tls == null ? null : "the TLS handshake failed: " + tls.getMessage();
  }
}
