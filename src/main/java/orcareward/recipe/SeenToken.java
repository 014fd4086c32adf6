package orcareward.recipe;

/**
 * One token as the model reads it.
 *
 * @param id its number in the vocabulary
 * @param text what it stands for in the text; of a part of a character, its form in the vocabulary
 * @param special whether it is a mark of the tokenizer's and no text of anybody's
 */
public record SeenToken(int id, String text, boolean special) {
}
