package dev.headway.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headway.work.TaskFunction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionTableTest {
  private final FunctionTable table = new FunctionTable();

  private static List<TaskFunction<Integer, Integer>> functions(int count) {
    List<TaskFunction<Integer, Integer>> functions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      functions.add(x -> x + number);
    }
    return functions;
  }

  @Test
  void shouldMakeEachFunctionOnceHoweverManyRunsThereAre() {
    List<TaskFunction<Integer, Integer>> functions = functions(40);
    List<String> ids = functions.stream().map(each -> table.get(each).id()).toList();

    assertThat(functions).extracting(each -> table.get(each).id()).isEqualTo(ids);
    assertThat(ids).allSatisfy(id -> assertThat(table.loader(id)).isNotNull());
    table.renew(functions.get(0));
    assertThat(table.get(functions.get(0)).id()).as("it is the same").isEqualTo(ids.get(0));
  }

  @Test
  void shouldForgetFunctionsThatNobodyHas() {
    functions(40).forEach(table::get);
    List<TaskFunction<Integer, Integer>> mine = functions(20);

    Await.until(
        "functions that are forgotten",
        () -> {
          System.gc();
          mine.forEach(table::get);
          return table.size() == 20;
        });
  }

  @Test
  void shouldBoundWhatItHolds() {
    List<TaskFunction<Integer, Integer>> mine = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      byte[] large = new byte[3 << 20];
      mine.add(x -> x + large.length);
      table.get(mine.get(i));
    }
    assertThat(table.size()).isBetween(16, 22);
  }
}
