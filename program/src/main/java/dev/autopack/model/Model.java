package dev.autopack.model;

/** A large language model behind some wire protocol. */
public interface Model {
  /**
   * Makes one streamed call and blocks until it ends. Text arrives at the sink in order, on the
   * calling thread's behalf, never two pieces at once.
   *
   * @throws InterruptedException when the caller is interrupted; the connection is closed then
   */
  CallEnd stream(ModelRequest request, TextSink sink) throws InterruptedException;
}
