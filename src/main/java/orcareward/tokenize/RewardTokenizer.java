package orcareward.tokenize;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orcareward.config.DataConfig;
import orcareward.config.PromptFormat;
import orcareward.data.ChatMessage;
import orcareward.data.PreferencePair;
import orcareward.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * A model's tokenizer with the rules by which TRL's {@code RewardTrainer} makes token ids of rows. All methods may be called
 * from several threads at once.
 */
public final class RewardTokenizer implements AutoCloseable {
    private final HuggingFaceTokenizer tokenizer;
    private final SegmentEncoder encoder;
    private final SideComposer composer;
    private final SpecialTokens special;
    private final Optional<ChatTemplate> template;
    private final int padTokenId;
    private final String[] vocabulary;
    private final Set<Integer> specialIds;
    private final Optional<String> fingerprint;

    /**
     * What the configuration says about the tokenizer.
     *
     * @param eosToken {@code eos_token}, or null for the tokenizer's own
     * @param padToken {@code pad_token}, or null for the tokenizer's own, else its EOS
     * @param chatTemplatePath {@code chat_template_path}: a Jinja file or another tokenizer's folder; or null
     */
    public record Settings(@Nullable String eosToken, @Nullable String padToken, @Nullable String chatTemplatePath) {
        /** The tokenizer as it is. */
        public static final Settings NONE = new Settings(null, null, null);

        /** Those of a training configuration, whose relative paths begin in {@code workingDirectory}. */
        public static Settings of(DataConfig config, Path workingDirectory) {
            String template = config.chatTemplatePath();
            return new Settings(config.eosToken(), config.padToken(),
                    template == null ? null : workingDirectory.resolve(template).toString());
        }
    }

    private RewardTokenizer(HuggingFaceTokenizer tokenizer, SegmentEncoder encoder, SideComposer composer,
            SpecialTokens special, Optional<ChatTemplate> template, int padTokenId, String[] vocabulary,
            Set<Integer> specialIds, Optional<String> fingerprint) {
        this.tokenizer = tokenizer;
        this.encoder = encoder;
        this.composer = composer;
        this.special = special;
        this.template = template;
        this.padTokenId = padTokenId;
        this.vocabulary = vocabulary;
        this.specialIds = specialIds;
        this.fingerprint = fingerprint;
    }

    /**
     * Reads a model folder's tokenizer: {@code tokenizer.json}, {@code tokenizer_config.json}, {@code special_tokens_map.json}
     * and {@code chat_template.jinja}. Nothing is fetched.
     *
     * @param clock what a chat template's {@code strftime_now} reads
     * @throws ProblemException naming the file or setting that is wrong
     */
    public static RewardTokenizer load(Path folder, Settings settings, Clock clock) {
        SpecialTokens special = SpecialTokens.read(folder);
        TokenizerFiles files = TokenizerFiles.read(folder, special);
        special = withSetting(special, files, "eos_token", settings.eosToken());
        Path other = otherTokenizer(settings);
        if (other != null) {
            special = withTokensOf(other, special, files);
        }
        special = withSetting(special, files, "pad_token", settings.padToken());
        int padTokenId = padTokenId(folder, special, files);
        Optional<ChatTemplate> template = template(folder, settings, other, special, clock);
        SideComposer composer = new SideComposer(folder.toString(), template, special.get("eos_token"));
        byte[] definition = definition(files);
        HuggingFaceTokenizer tokenizer = nativeTokenizer(folder, definition);
        return new RewardTokenizer(tokenizer, new SegmentEncoder(tokenizer, Segments.of(files.definition())), composer,
                special, template, padTokenId, vocabulary(files), files.specialIds(special),
                fingerprint(definition, special, template));
    }

    private static byte[] definition(TokenizerFiles files) {
        try {
            return JsonFiles.MAPPER.writeValueAsBytes(files.definition());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was read can be written", e);
        }
    }

    private static Optional<String> fingerprint(byte[] definition, SpecialTokens special,
            Optional<ChatTemplate> template) {
        String source = template.map(ChatTemplate::source).orElse("");
        return source.contains(ChatTemplate.CLOCK)
                ? Optional.empty()
                : Optional.of(new TokenKey.Hasher().add(definition).add(special.toString()).add(source)
                        .add(template.isPresent() ? "chat" : "").add(SegmentEncoder.libraryVersion()).hex());
    }

    private static SpecialTokens withSetting(SpecialTokens special, TokenizerFiles files, String name,
            @Nullable String token) {
        if (token == null) {
            return special;
        }
        if (!files.ids().containsKey(token)) {
            throw new ProblemException(name, "the tokenizer has no token '" + token + "'",
                    "Name a token of the model's vocabulary");
        }
        return special.with(name, token);
    }

    /** The folder that {@code chat_template_path} names, unless it names a file. */
    private static @Nullable Path otherTokenizer(Settings settings) {
        if (settings.chatTemplatePath() == null) {
            return null;
        }
        Path path = Path.of(settings.chatTemplatePath());
        if (Files.isDirectory(path)) {
            return path;
        }
        if (!Files.isRegularFile(path)) {
            throw new ProblemException("chat_template_path", "there is no file or folder " + path,
                    "Give a Jinja file, or the folder of a tokenizer with a chat template");
        }
        return null;
    }

    /** TRL's {@code clone_chat_template} takes the EOS token along; tokens that it would have to add are refused. */
    private static SpecialTokens withTokensOf(Path other, SpecialTokens special, TokenizerFiles files) {
        SpecialTokens theirs = SpecialTokens.read(other);
        List<String> missing = theirs.all().stream().filter(token -> !files.ids().containsKey(token)).toList();
        if (!missing.isEmpty()) {
            throw new ProblemException("chat_template_path", "the tokenizer in " + other
                    + " has special tokens that the model doesn't know: " + String.join(" ", missing),
                    "Give a Jinja file that uses the model's own tokens");
        }
        return theirs.get("eos_token").map(eos -> special.with("eos_token", eos)).orElse(special);
    }

    private static int padTokenId(Path folder, SpecialTokens special, TokenizerFiles files) {
        String pad = special.get("pad_token").or(() -> special.get("eos_token")).orElseThrow(
                () -> new ProblemException(folder.toString(), "its tokenizer has neither a pad nor an EOS token",
                        "Name one by pad_token"));
        Integer id = files.ids().get(pad);
        if (id == null) {
            throw new ProblemException(folder.toString(), "its pad token '" + pad + "' is not in the vocabulary",
                    "Name one that is by pad_token");
        }
        return id;
    }

    private static Optional<ChatTemplate> template(Path folder, Settings settings, @Nullable Path other,
            SpecialTokens special, Clock clock) {
        Map<String, Object> variables = special.templateVariables();
        if (settings.chatTemplatePath() == null) {
            return ChatTemplate.ofFolder(folder, variables, clock);
        }
        if (other == null) {
            return Optional.of(ChatTemplate.ofFile(Path.of(settings.chatTemplatePath()), variables, clock));
        }
        Optional<ChatTemplate> template = ChatTemplate.ofFolder(other, variables, clock);
        if (template.isEmpty()) {
            throw new ProblemException("chat_template_path", "the tokenizer in " + other + " has no chat template",
                    "Give a Jinja file, or the folder of a tokenizer with a chat template");
        }
        return template;
    }

    private static HuggingFaceTokenizer nativeTokenizer(Path folder, byte[] definition) {
        try {
            return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(definition),
                    Map.of("padding", "false", "truncation", "false"));
        } catch (IOException | RuntimeException e) {
            // The native library reports a bad definition as a bare RuntimeException.
            throw new ProblemException(folder.resolve("tokenizer.json").toString(),
                    "is no tokenizer that can be used: " + e.getMessage(), "Fetch the tokenizer's files again", e);
        }
    }

    private static String[] vocabulary(TokenizerFiles files) {
        int size = files.ids().values().stream().mapToInt(id -> id + 1).max().orElse(0);
        String[] tokens = new String[size];
        java.util.Arrays.fill(tokens, "");
        files.ids().forEach((token, id) -> tokens[id] = token);
        return tokens;
    }

    /** The id that fills up batches, and that pooling passes over. */
    public int padTokenId() {
        return padTokenId;
    }

    /** A hash of all that decides which ids a row gets; nothing when the chat template reads the clock. */
    Optional<String> fingerprint() {
        return fingerprint;
    }

    /** The text of the EOS token, if there is one. */
    public Optional<String> eosToken() {
        return special.get("eos_token");
    }

    /** The chat template, if there is one. */
    public Optional<ChatTemplate> chatTemplate() {
        return template;
    }

    /** One more than the highest id; a model's embedding needs at least as many rows. */
    public int vocabularySize() {
        return vocabulary.length;
    }

    /**
     * Fails early when the tokenizer lacks what a format needs: a chat template, or an EOS token.
     *
     * @throws ProblemException naming the folder and the remedy
     */
    public void require(PromptFormat format) {
        composer.require(format);
    }

    /** Ids of a text, with special tokens as the tokenizer's post-processor adds them. */
    public int[] encode(String text) {
        return encode(new SideText(text, true));
    }

    /** Ids of one side's text. */
    public int[] encode(SideText side) {
        return encoder.encode(wellFormed(side.text()), side.addSpecialTokens());
    }

    /** The same of a text that isn't cut, for comparison. */
    int[] encodeWhole(String text) {
        return encoder.encodeWhole(wellFormed(text), false);
    }

    /** Where a text of chat turns is cut. */
    List<String> segments(String text) {
        return encoder.segments(text);
    }

    /** With the replacement character for halves of surrogate pairs, which damaged data holds and UTF-8 can't. */
    private static String wellFormed(String text) {
        boolean pairs = text.chars().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        return !pairs
                ? text
                : text.codePoints().map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /**
     * A row's two sides, each tokenized as a whole, then parted at the end of what they share.
     *
     * @param format a decided one, not AUTO
     * @throws ProblemException naming the row
     */
    public TokenizedPair tokenize(PreferencePair pair, PromptFormat format) {
        return TokenizedPair.of(pair.index(), encode(chosenText(pair, format)), encode(rejectedText(pair, format)),
                pair.margin());
    }

    /** What the model reads of the chosen side. */
    public SideText chosenText(PreferencePair pair, PromptFormat format) {
        String place = place(pair);
        return switch (pair) {
            case PreferencePair.Text row -> composer.text(prompt(row), row.chosen(), format, place);
            case PreferencePair.Messages row -> composer.messages(row.prompt(), row.chosen(), format, place);
        };
    }

    /** What the model reads of the rejected side. */
    public SideText rejectedText(PreferencePair pair, PromptFormat format) {
        String place = place(pair);
        return switch (pair) {
            case PreferencePair.Text row -> composer.text(prompt(row), row.rejected(), format, place);
            case PreferencePair.Messages row -> composer.messages(row.prompt(), row.rejected(), format, place);
        };
    }

    private static Prompt.Text prompt(PreferencePair.Text row) {
        return new Prompt.Text(row.system(), row.prompt(), row.promptColumn());
    }

    private static String place(PreferencePair pair) {
        return "row " + pair.index() + " of the data set (the first is 0)";
    }

    /**
     * One response to a prompt, as text. In a conversation it is an assistant's turn.
     *
     * @param place the row or field, for messages
     */
    public SideText responseText(Prompt prompt, String response, PromptFormat format, String place) {
        return switch (prompt) {
            case Prompt.Text text -> composer.text(text, response, format, place);
            case Prompt.Turns turns -> composer.messages(turns.messages(),
                    List.of(new ChatMessage("assistant", response)), format, place);
        };
    }

    /** Whole sequences of several responses to one prompt, in their order. */
    public List<int[]> tokenizeResponses(Prompt prompt, List<String> responses, PromptFormat format, String place) {
        return responses.stream().map(response -> encode(responseText(prompt, response, format, place))).toList();
    }

    /** Whether TRL would keep the pair: both sides have at most {@code maxLength} tokens; null means no limit. */
    public static boolean fits(TokenizedPair pair, @Nullable Integer maxLength) {
        return maxLength == null || (pair.chosenLength() <= maxLength && pair.rejectedLength() <= maxLength);
    }

    /** The text of ids, special tokens included. */
    public String decode(int[] ids) {
        long[] wide = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            wide[i] = ids[i];
        }
        return tokenizer.decode(wide, false);
    }

    /** A token as it stands in the vocabulary, such as {@code Ġthe}; empty for an id that is none. */
    public String tokenText(int id) {
        return id >= 0 && id < vocabulary.length ? vocabulary[id] : "";
    }

    /** Whether an id is a mark of the tokenizer's, such as the end of a text, and stands for nothing that anybody wrote. */
    public boolean isSpecial(int id) {
        return specialIds.contains(id);
    }

    /** Frees the native tokenizer; nothing may be in use then. */
    @Override
    public void close() {
        tokenizer.close();
    }
}
