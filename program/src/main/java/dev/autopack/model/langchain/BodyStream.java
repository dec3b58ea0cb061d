package dev.autopack.model.langchain;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A response's body as something to wait for with a limit. One thread reads; no more than one
 * buffer is fetched ahead.
 */
final class BodyStream implements BodySubscriber<BodyStream>, AutoCloseable {
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private volatile Optional<Flow.Subscription> subscription = Optional.empty();
  private volatile boolean closed;

  /** What the network says next. */
  sealed interface Signal {
    record Bytes(List<ByteBuffer> buffers) implements Signal {}

    /** The body is whole. */
    record End() implements Signal {}

    record Broken(Throwable cause) implements Signal {}
  }

  /** Waits for the next signal; empty after that long a silence. */
  Optional<Signal> next(Duration silence) throws InterruptedException {
    var signal = signals.poll(Math.max(1, silence.toMillis()), TimeUnit.MILLISECONDS);
    if (signal instanceof Signal.Bytes) {
      subscription.ifPresent(source -> source.request(1));
    }
    return Optional.ofNullable(signal);
  }

  /** Closes the connection where the body has not ended; harmless otherwise. */
  @Override
  public void close() {
    closed = true;
    subscription.ifPresent(Flow.Subscription::cancel);
  }

  @Override
  public CompletionStage<BodyStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription source) {
    subscription = Optional.of(source);
    // The head of a response may be seen, and the body given up, before there is one.
    if (closed) {
      source.cancel();
    } else {
      source.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    signals.add(new Signal.Bytes(buffers));
  }

  @Override
  public void onError(Throwable cause) {
    signals.add(new Signal.Broken(cause));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal.End());
  }
}
