package dev.headway.micrometer;

import dev.headway.progress.ProgressListener;
import dev.headway.progress.Snapshot;
import dev.headway.progress.View;

/** Shows the jobs of one display to the meters of a registry. */
final class MeterView implements View {
  private final RegistryMeters meters;

  MeterView(RegistryMeters meters) {
    this.meters = meters;
  }

  @Override
  public void show(Snapshot snapshot) {
    meters.show(this, snapshot);
  }

  @Override
  public ProgressListener failureListener(long id) {
    return new RestartReasons(meters::restarted);
  }
}
