package dev.headway.internal.process.config;

import static dev.headway.internal.process.config.OptionInheritance.COMMAND;
import static dev.headway.internal.process.config.OptionInheritance.EXCLUSIVE;
import static dev.headway.internal.process.config.OptionInheritance.HANDED_ON;
import static dev.headway.internal.process.config.OptionInheritance.ONE_JVM;
import static dev.headway.internal.process.config.OptionInheritance.PLACE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table in docs/workers.md, as a test. */
class OptionInheritanceTest {
  private static final Map<OptionInheritance, List<String>> KINDS =
      Map.of(
          HANDED_ON,
          List.of(
              "-Dapp.mode=prod",
              "-Duser.timezone=Asia/Tokyo",
              "-Djava.library.path=/x",
              "-Djavax.net.ssl.trustStore=/x",
              "-ea",
              "-ea:com.example...",
              "-da",
              "-dsa",
              "-disableassertions:a.B",
              "-enablesystemassertions",
              "--add-opens=java.base/java.lang=ALL-UNNAMED",
              "--add-exports=a/b=c",
              "--add-reads=a=b",
              "--add-modules=jdk.incubator.vector",
              "--limit-modules=java.sql",
              "--patch-module=a=b",
              "--enable-preview",
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              "-Xss4m",
              "-Xint",
              "-Xbootclasspath/a:/x.jar",
              "-XX:+UseCompressedOops",
              "-XX:ActiveProcessorCount=2",
              "-XX:MaxDirectMemorySize=1g",
              "-XX:+HeapDumpOnOutOfMemoryError",
              "-XX:ErrorFile=/x/err%p.log"),
          ONE_JVM,
          List.of(
              "-Xmx1g",
              "-Xms1g",
              "-Xmn1g",
              "-XX:MaxRAMPercentage=75",
              "-XX:InitialRAMPercentage=75",
              "-XX:+UseParallelGC",
              "-XX:-UseG1GC",
              "-XX:+UseZGC",
              "-XX:+AlwaysPreTouch",
              "-Xlog:gc",
              "-Xlog:gc*:stderr",
              "-Xlog:gc*::tags",
              "-Xlog:gc:file=/x/%p.log",
              "-verbose:gc",
              "-Xshare:off",
              "-XX:SharedArchiveFile=x.jsa",
              "-XX:AOTCache=x",
              "-XX:AOTMode=on",
              "-XX:+PrintFlagsFinal",
              "-XX:NativeMemoryTracking=summary",
              "-XX:+ExitOnOutOfMemoryError",
              "-Dstdout.encoding=ISO-8859-1"),
          EXCLUSIVE,
          List.of(
              "-agentlib:jdwp=transport=dt_socket,server=y,address=5005",
              "-agentpath:/x.so",
              "-javaagent:/x.jar=9404:y",
              "-Xrunjdwp:transport=dt_socket",
              "-Xdebug",
              "-Dcom.sun.management.jmxremote.port=9010",
              "-Dheadway.progress=bar",
              "-Xlog:gc:file=/x/gc.log",
              "-Xlog:gc:gc.log",
              "-Xloggc:gc.log",
              "-XX:ErrorFile=/x/err.log",
              "-XX:HeapDumpPath=/no/where/x.hprof",
              "-XX:StartFlightRecording=filename=x.jfr",
              "-XX:FlightRecorderOptions=x",
              "-XX:ArchiveClassesAtExit=x.jsa",
              "-XX:+AutoCreateSharedArchive",
              "-XX:AOTMode=record",
              "-XX:AOTCacheOutput=x",
              "--disable-@files"),
          PLACE,
          List.of("-cp=x", "-classpath", "--class-path=x", "-p=x", "--module-path=x", "-jar", "-m"),
          COMMAND,
          List.of(
              "-version", "--help", "-X", "-XshowSettings:all", "-d=x", "--dry-run", "-J-Xmx1g"));

  @Test
  void shouldKnowTheKindOfEachOption() {
    KINDS.forEach(
        (kind, options) ->
            assertThat(options)
                .allSatisfy(
                    option -> assertThat(OptionInheritance.of(option)).as(option).isEqualTo(kind)));
  }

  @Test
  void shouldHandOnAFolderForHeapDumps(@TempDir Path folder) {
    assertThat(OptionInheritance.of("-XX:HeapDumpPath=" + folder)).isEqualTo(HANDED_ON);
  }
}
