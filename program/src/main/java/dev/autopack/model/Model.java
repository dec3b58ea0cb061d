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

  /**
   * Asks the provider whether it accepts the key, by a request that costs nothing. A model that
   * needs no key is accepted.
   *
   * @throws InterruptedException when the caller is interrupted
   */
  default KeyCheck checkKey() throws InterruptedException {
    return new KeyCheck.Accepted();
  }
}
