package io.github.simplehttpmonitor.cli.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The nodes of a YAML 1.2 file (yaml.org/spec/1.2.2) of bounded size, depth and number of aliases.
 *
 * @param problems where to say what is wrong with it
 * @param root its one document; null if it is empty
 */
record YamlFile(Problems problems, @Nullable Node root) {

  /** The longest file, in bytes. */
  static final int MAX_BYTES = 1 << 20;

  private static final int MAX_DEPTH = 20;
  private static final int MAX_ALIASES = 100;

  static YamlFile read(Path path) {
    String file = path.toString();
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new ConfigException(List.of(file + ": it is longer than the 1 MiB that is read"));
      }
      return parse(
          file, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new ConfigException(List.of(file + ": it is not UTF-8"));
    } catch (NoSuchFileException e) {
      throw new ConfigException(List.of(file + ": there is no such file"));
    } catch (IOException e) {
      String why = Files.isDirectory(path) ? "it is a directory" : String.valueOf(e.getMessage());
      throw new ConfigException(List.of(file + ": it cannot be read: " + why));
    }
  }

  static YamlFile parse(String file, String text) {
    String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    Problems problems = new Problems(file, content);
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setCodePointLimit(MAX_BYTES).build();
    try {
      check(problems, parser(settings, content));
      problems.throwIfAny();
      return new YamlFile(
          problems, new Composer(settings, parser(settings, content)).getSingleNode().orElse(null));
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
      String message = "this is not YAML: " + e.getProblem();
      if (mark == null) {
        throw new ConfigException(List.of(file + ": " + message));
      }
      problems.add(mark, message + (e.getContext() == null ? "" : " " + e.getContext()));
    } catch (YamlEngineException e) {
      throw new ConfigException(List.of(file + ": this is not YAML: " + e.getMessage()));
    }
    problems.throwIfAny();
    throw new IllegalStateException("a problem was said");
  }

  private static Parser parser(LoadSettings settings, String text) {
    return new ParserImpl(settings, new StreamReader(settings, text));
  }

  /** Looks at the events, which come without recursion, before nodes are made of them. */
  private static void check(Problems problems, Parser events) {
    int depth = 0;
    int aliases = 0;
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        case Alias -> aliases++;
        default -> {}
      }
      String problem =
          depth > MAX_DEPTH
              ? "this is nested more than " + MAX_DEPTH + " deep"
              : aliases > MAX_ALIASES ? "there are more than " + MAX_ALIASES + " aliases" : "";
      if (!problem.isEmpty()) {
        event.getStartMark().ifPresent(mark -> problems.add(mark, problem));
        return;
      }
    }
  }
}
