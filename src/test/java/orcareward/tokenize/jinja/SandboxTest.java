package orcareward.tokenize.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates and messages come from strangers. */
@NullMarked
class SandboxTest {
    private static final String CHATML = "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m['content'] }}<|im_end|>\n"
            + "{% set held %}{{ m.content }}{% endset %}{{ held | trim | length }}{% endfor %}";
    private static final String[] PIECES = {"{{", "}}", "{%", "%}", "{#", "#}", "-%}", "{{ 7*7 }}", "{% raw %}",
            "{% for x in messages %}", "{% endfor %}", "\n", " ", "a", "\\", "'", "\"", "😀", "<|im_end|>",
            "{% set x = 1 %}"};

    @Test
    void messagesAreNeverReadAsTemplates() {
        JinjaTemplate template = parse(CHATML);
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder content = new StringBuilder();
            for (int part = random.nextInt(12); part >= 0; part--) {
                content.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String text = content.toString();
            String rendered = template.render(Map.of("messages", List.of(Map.of("role", "user", "content", text))));
            int length = PyText.length(PyText.strip(text));
            assertThat(rendered).isEqualTo("<|im_start|>user\n" + text + "<|im_end|>\n" + length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            "{{ 'x' * 10000000000 }}", "{{ [0] * 10000000000 }}", "{{ 'x'.center(2000000000) }}",
            "{{ '%2000000000d' % 1 }}", "{{ '%.2000000000f' % 1 }}", "{{ 'x' | indent(2000000000, true) }}",
            "{{ range(100000000) }}", "{{ ('x' * 1000000).replace('x', 'y' * 1000000) }}",
            "{% set ns = namespace(t='xx') %}{% for i in range(60) %}{% set ns.t = ns.t + ns.t %}{% endfor %}{{ ns.t }}",
            "{% set ns = namespace(t=[1]) %}{% for i in range(60) %}{% set ns.t = ns.t + ns.t %}{% endfor %}",
            "{% set t = 'x' * 9000000 %}{% for i in range(99999) %}{{ t }}{% endfor %}",
            "{% set t = 'x' * 9000000 %}{% for i in range(99999) %}{% set q = t ~ i %}{% endfor %}",
            "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
            "{% macro m() %}{% for i in [1] %}{% if true %}{{ (m() | upper) }}{% endif %}{% endfor %}{% endmacro %}{{ m() }}",
            "{% set ns = namespace() %}{% set ns.a = ns %}{{ ns }}",
            "{% set ns = namespace(a=[]) %}{% for i in range(5000) %}{% set ns.a = [ns.a] %}{% endfor %}{{ ns.a }}",
            "{% set ns = namespace(a=[]) %}{% for i in range(5000) %}{% set ns.a = [ns.a] %}{% endfor %}{{ ns.a | tojson }}",
            "{% set ns = namespace(a=[], b=[]) %}{% for i in range(5000) %}{% set ns.a = [ns.a] %}{% set ns.b = [ns.b] %}"
                    + "{% endfor %}{{ ns.a == ns.b }}",
            "{{ [1] | tojson(indent=2000000000) }}", "{{ 'a' | replace('', 'x' * 9000000) }}",
            "{% set x = range(99999) | list %}{{ x | unique | list }}",
            "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}"})
    void hostileTemplatesEndAtALimit(String source) {
        JinjaException stopped = catchThrowableOfType(JinjaException.class, () -> parse(source).render(Map.of()));
        assertThat(stopped).as(source).isNotNull();
        assertThat(stopped.kind()).isEqualTo(JinjaException.Kind.LIMIT);
    }

    @Test
    void deepSourcesAreRefusedBeforeTheyOverflowTheStack() throws InterruptedException {
        List<String> sources = List.of("{{ " + "(".repeat(5_000) + "1" + ")".repeat(5_000) + " }}",
                "{{ " + "[".repeat(5_000) + "]".repeat(5_000) + " }}", "{{ " + "not ".repeat(5_000) + "1 }}",
                "{{ " + "-".repeat(5_000) + "1 }}", "{{ 1" + " + 1".repeat(5_000) + " }}",
                "{{ 1" + " if 1 else 1".repeat(5_000) + " }}", "{{ x" + "|trim".repeat(5_000) + " }}",
                "{{ x" + "[0]".repeat(5_000) + " }}", "{% if 1 %}".repeat(5_000) + "{% endif %}".repeat(5_000));
        for (String source : sources) {
            Throwable[] outcome = new Throwable[1];
            Thread small = new Thread(null, () -> outcome[0] = catchThrowableOfType(JinjaException.class,
                    () -> parse(source).render(Map.of("x", "a"))), "small stack", 512 << 10);
            small.setUncaughtExceptionHandler((thread, error) -> outcome[0] = error);
            small.start();
            small.join();
            assertThat(outcome[0]).as(source.substring(0, 20)).isInstanceOf(JinjaException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{ ''.__class__.__mro__ }}", "{{ x.getClass() }}", "{{ x['class']['name'] }}",
            "{{ x.value.getClass() }}", "{{ range.__globals__.x }}", "{{ messages.hashCode() }}",
            "{{ messages.append(1) }}", "{{ messages[0].update({'role': 'x'}) }}"})
    void nothingButTemplateValuesIsInReach(String source) {
        JinjaException refused = catchThrowableOfType(JinjaException.class,
                () -> parse(source).render(Map.of("x", "a", "messages", List.of(Map.of("role", "user")))));
        assertThat(refused).as(source).isNotNull();
    }

    @Test
    void errorsCarryTheLineOfTheTemplate() {
        JinjaException syntax = catchThrowableOfType(JinjaException.class, () -> parse("a\nb\n{% if x %}\n{% for %}"));
        assertThat(syntax.kind()).isEqualTo(JinjaException.Kind.SYNTAX);
        assertThat(syntax.line()).isEqualTo(4);
        JinjaException raised = catchThrowableOfType(JinjaException.class,
                () -> parse("a\n{% if true %}\n{{ raise_exception('no') }}{% endif %}").render(Map.of()));
        assertThat(raised).hasMessage("no");
        assertThat(raised.line()).isEqualTo(3);
    }

    private static JinjaTemplate parse(String source) {
        return JinjaTemplate.parse(source, Clock.systemUTC(), JinjaLimits.DEFAULT);
    }
}
