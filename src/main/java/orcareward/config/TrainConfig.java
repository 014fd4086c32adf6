package orcareward.config;

import java.util.Optional;

/**
 * Everything a training run is told, in the sections of the settings form. Made by the config reader, which reports every
 * problem at once; each part has TRL's default wherever the file is silent.
 *
 * @param model which model, in which precision
 * @param data which pairs, and how they become text
 * @param training the loop: batches, schedule, optimizer
 * @param lora present when an adapter is trained ({@code use_peft})
 * @param evaluation when the held-out pairs are scored
 * @param output what is written, where and when
 */
public record TrainConfig(ModelConfig model, DataConfig data, TrainingConfig training, Optional<LoraConfig> lora,
        EvaluationConfig evaluation, OutputConfig output) {
}
