package orcareward.tokenize;

/**
 * What a model reads of one side of a pair, before it is tokenized.
 *
 * @param text the whole text
 * @param addSpecialTokens whether the tokenizer's post-processor may add its own (BOS); a chat template wrote them itself
 */
public record SideText(String text, boolean addSpecialTokens) {
}
