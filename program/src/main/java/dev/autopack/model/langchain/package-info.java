/**
 * Models behind the wire protocols of Anthropic (Messages) and OpenAI (Chat Completions), streamed.
 *
 * <p>LangChain4j writes the requests and reads the text; the connection is ours, so that headers,
 * timeouts, the provider's own words and the way a stream ended are known. No retries here. Start
 * at {@link LangchainModel}.
 */
@NullMarked
package dev.autopack.model.langchain;

import org.jspecify.annotations.NullMarked;
