package orcareward.config;

/** The sections of the settings form, in its order. */
public enum ConfigSection {
    MODEL("Model"), DATA("Data"), TRAINING("Training"), LORA("LoRA"), EVALUATION("Evaluation"), OUTPUT(
            "Output"), ADVANCED("Advanced");

    private final String title;

    ConfigSection(String title) {
        this.title = title;
    }

    /** As people see it: {@code LoRA}. */
    public String title() {
        return title;
    }
}
