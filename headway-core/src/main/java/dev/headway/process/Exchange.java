package dev.headway.process;

import dev.headway.work.Claim;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One claim on its way through a child: inputs go out, results come back, each is reported. Mostly
 * one request; inputs that are large together go in several, so that they are never all in memory
 * at once. Used by the thread that performs the claim, except for {@link #cancel}.
 */
final class Exchange<A extends @Nullable Object, B extends @Nullable Object> {
  /** Inputs are put into one request until it has so many bytes. */
  private static final int REQUEST = 1 << 20;

  private static final long NOTHING = -1;

  private record Unsent(int task, IOException error) {}

  private final Claim<A, B> claim;
  private final Child child;
  private final Bytes payload;
  private @Nullable ClassLoader loader;

  /** The tasks of the request, in order; those before {@link #settled} are reported. */
  private final int[] tasks;

  private int count;
  private int settled;
  private int started;

  /** How many bytes of results of the request came. */
  private long received;

  /** False while results are taken from the payload: it cannot be said how far that got. */
  private boolean sound;

  private final Deque<Unsent> unsent = new ArrayDeque<>();

  private final Inbox inbox;

  private volatile int request;
  private volatile boolean cancelled;
  private volatile boolean waits;
  private boolean unfit;

  /** The request and the place of the task that was ended for its time. */
  private volatile long expired = NOTHING;

  Exchange(Claim<A, B> claim, Child child, Bytes payload) {
    this.claim = claim;
    this.child = child;
    this.payload = payload;
    this.inbox = new Inbox(child, payload);
    this.tasks = new int[claim.size()];
  }

  /**
   * Performs the claim from a task on, as far as the child may. An exception means that the child
   * cannot be used any more.
   *
   * @return the first task that another child has to perform; the size of the claim if none has to
   */
  int run(Parcels.Parcel parcel, int from) throws IOException {
    child.listening().lock();
    try {
      loader = parcel.loader();
      return perform(parcel, from);
    } finally {
      child.listening().unlock();
    }
  }

  private int perform(Parcels.Parcel parcel, int from) throws IOException {
    int slot = child.slot(parcel);
    int next = from;
    while (next < claim.size() && child.rest() > 0) {
      request = child.nextRequest();
      if (cancelled || claim.cancelled()) {
        return claim.size(); // Whoever cancels later finds the new number.
      }
      next = collect(slot, next);
      if (count > 0) {
        child.leftovers().performing(this::runningIndex);
        exchange();
        child.leftovers().performed(claim.index(tasks[Math.max(settled, 1) - 1]));
        child.performed(count);
        // It stops in the middle if it ran out of memory, or if it was cancelled.
        next = settled < count ? tasks[settled] : next;
      }
      settleUnsent(next);
    }
    return next;
  }

  int request() {
    return request;
  }

  /** The index of the task that the child runs now, or ran when it died; -1 if it runs none. */
  long runningIndex() {
    int place = child.gauge().running(request);
    return place < 0 || place >= tasks.length ? -1 : claim.index(tasks[place]);
  }

  /** Tells whether it is the child's turn. */
  boolean waits() {
    return waits;
  }

  /** The task of a request is over its time: the child is about to be killed for it. */
  void expire(int itsRequest, int place) {
    expired = (long) itsRequest << 32 | place;
  }

  private long at(int place) {
    return (long) request << 32 | place;
  }

  boolean expired() {
    return expired != NOTHING;
  }

  boolean cancelled() {
    return cancelled || claim.cancelled();
  }

  /** Tells whether the child is of no use for the claim, so that it runs elsewhere. */
  boolean unfit() {
    return unfit;
  }

  /** Marks the claim as no longer wanted; false if it is already. */
  boolean cancel() {
    boolean first = !cancelled;
    cancelled = true;
    return first;
  }

  /** Tells the child so. May block while the child does not read. */
  void sendCancel() {
    try {
      child.wire().send(Frame.Kind.CANCEL, request);
    } catch (IOException e) {
      // The child is gone, and the claim with it.
    }
  }

  /** Writes the next request and returns the first task that is not in it. */
  private int collect(int slot, int from) {
    payload.clear();
    payload.attaching();
    payload.putInt(slot);
    payload.putInt(0);
    boolean tagged = child.isTagged();
    payload.putByte(
        (claim.timeout() == null ? 0 : WorkerProtocol.TIMED)
            | (tagged ? WorkerProtocol.TAGGED : 0));
    count = 0;
    settled = 0;
    started = 0;
    received = 0;
    sound = true;
    int task = from;
    unsent.clear();
    while (task < claim.size()
        && count < child.rest()
        && (count == 0 || payload.size() < REQUEST)) {
      A input = claim.input(task);
      int before = payload.length();
      int known = child.inputs().size();
      try {
        if (tagged) {
          payload.putLong(claim.index(task));
        }
        Codec.write(payload, input, child.inputs());
        if (count > 0 && payload.size() > REQUEST) {
          // A large one goes alone: if the child has not the memory for it, it is to blame.
          payload.truncate(before);
          child.inputs().forget(known);
          break;
        }
        tasks[count++] = task;
      } catch (Throwable e) { // What the input's own code throws costs that input alone.
        payload.truncate(before);
        unsent.add(new Unsent(task, Failures.unsendableInput(claim.index(task), input, e)));
      }
      task++;
    }
    payload.setInt(4, count);
    return task;
  }

  private void exchange() throws IOException {
    waits = true;
    child.wire().send(Frame.Kind.TASKS, request, payload);
    inbox.clear();
    startNext();
    while (true) {
      waits = true;
      Frame frame = child.wire().next();
      if (frame == null) {
        throw new EOFException("It closed its connection.");
      }
      if (frame.kind() == Frame.Kind.ARRAY) {
        inbox.receiveArray(frame);
        continue;
      }
      OutOfMemoryError full = inbox.receive(frame, loader);
      waits = false;
      switch (frame.kind()) {
        case RESULTS -> {
          settleAll(frame, full);
          if (child.rest() > 0) {
            startNext(); // The child is at it already.
          }
        }
        case DONE -> {
          settleAll(frame, full);
          return;
        }
        case LOAD -> child.classes().answer(child.wire(), payload);
        case EXITING -> child.exiting();
        default -> throw new BadFrameException("a child does not send " + frame.kind());
      }
    }
  }

  /** Reads the results of a frame, unless it is said why they have no room. */
  private void settleAll(Frame frame, @Nullable OutOfMemoryError full) throws IOException {
    if (frame.request() != request) {
      throw new BadFrameException("it answers request " + frame.request() + ", not " + request);
    }
    inbox.attach();
    int before = settled;
    if (frame.results() > 0) {
      claim.arrived(frame.results());
    }
    sound = false;
    if (full == null) {
      settleEach();
    } else {
      failEach(frame, full);
    }
    if (settled - before != frame.results()) {
      throw new BadFrameException(
          "it has " + (settled - before) + " results in place of " + frame.results());
    }
    inbox.settled();
    sound = true;
    received += frame.length();
  }

  /** Mostly the only one, since a large result goes alone. */
  private void failEach(Frame frame, OutOfMemoryError full) {
    for (int i = 0; i < frame.results() && settled < count; i++) {
      startNext();
      int task = tasks[settled++];
      claim.failed(task, Failures.noRoom(claim.index(task), frame.length(), full));
    }
  }

  private void settleEach() throws IOException {
    while (payload.remaining() > 0) {
      if (Plain.isNext(payload) && settled < count) {
        // The bare value of the next task.
        startNext();
        settleValue(tasks[settled]);
        continue;
      }
      int place = payload.getInt();
      if (place != settled || place >= count) {
        throw new BadFrameException("it tells of task " + place + " in place of " + settled);
      }
      startNext();
      settle(tasks[place]);
    }
  }

  private void settle(int task) throws IOException {
    Status status = Status.read(payload);
    if (status == Status.VALUE) {
      settleValue(task);
      return;
    }
    if (status == Status.OUT_OF_MEMORY) {
      child.retire();
    }
    Throwable error = Failures.read(status, payload, loader, claim.index(task));
    if (status == Status.BAD_FUNCTION) {
      unfit = claim.unfit(task, error);
      if (unfit) {
        throw new IOException("It cannot read the function.", error);
      }
      settled++;
      return;
    }
    settled++;
    claim.failed(task, error);
  }

  private void settleValue(int task) throws IOException {
    Object value;
    int before = payload.position();
    try {
      value = Codec.read(payload, loader, child.maxResult(), child.results());
    } catch (BadFrameException e) {
      throw e;
    } catch (OutOfMemoryError e) { // What it has taken is free again.
      settled++;
      claim.failed(task, Failures.noRoom(claim.index(task), inbox.size(before), e));
      return;
    } catch (Throwable e) { // Also what the JDK throws at damaged bytes, such as InternalError.
      settled++;
      claim.failed(task, Failures.unreadableResult(claim.index(task), e));
      return;
    }
    settled++;
    claim.succeeded(task, cast(value));
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // It is what the claim's own function returned.
  private B cast(@Nullable Object value) {
    return (B) value;
  }

  /** Says that the next task runs, once, and what was to be said of those before it. */
  private void startNext() {
    if (started == settled && settled < count) {
      settleUnsent(tasks[settled]);
      claim.started(tasks[settled]);
      started++;
    }
  }

  /** Reports the tasks before a given one whose input did not get into the request. */
  private void settleUnsent(int before) {
    while (!unsent.isEmpty() && unsent.getFirst().task() < before) {
      Unsent one = unsent.removeFirst();
      claim.started(one.task());
      claim.failed(one.task(), one.error());
    }
  }

  /**
   * The child is dead. What had ended gets its result, if that can still be had. The task that ran
   * is reported as crashed, or as timed out if the child was killed for it; so is each that had
   * ended and whose result is lost. What had not begun is left, so that it runs elsewhere.
   *
   * @param how what became of the child, as the beginning of a sentence
   * @param suspect whether the child's answer was at fault: then the first task that was not
   *     reported is to blame if none ran
   */
  void died(String how, boolean suspect) {
    Gauge gauge = child.gauge();
    int ran = gauge.running(request);
    int begun = Math.min(count, Math.max(ran + 1, gauge.results().ended(request)));
    recover();
    if (begun <= settled && settled < count && (suspect || gauge.receives(request))) {
      lose(how + (gauge.receives(request) ? " while it received task " : " after task "));
    }
    while (settled < begun) {
      startNext();
      if (expired == at(settled)) {
        claim.timedOut(tasks[settled++]);
      } else {
        lose(how + (settled == ran ? " while it ran task " : " after it had run task "));
      }
    }
    if (started > settled) {
      claim.notStarted(tasks[settled]);
    }
  }

  /** Reads the results that the child had no time to send. */
  private void recover() {
    try {
      if (sound && child.gauge().results().read(request, received, payload)) {
        settleEach();
      }
    } catch (IOException | OutOfMemoryError e) {
      // Then they are lost with the child.
    }
  }

  /** The next task ends without a result. */
  private void lose(String how) {
    startNext();
    int task = tasks[settled++];
    String input = " (input: " + Texts.brief(claim.input(task)) + ").";
    claim.crashed(task, child.crash(how + claim.index(task) + input));
  }
}
