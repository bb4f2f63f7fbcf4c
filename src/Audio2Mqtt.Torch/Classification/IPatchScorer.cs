using Audio2Mqtt.Torch.Features;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Classification;

/// <summary>
/// Turns sound into scores of classes: YAMNet's own classes, or a trained model's. In two steps, so that patches of different recordings share
/// a batch. One instance serves several threads at once.
/// </summary>
public interface IPatchScorer
{
    /// <summary>The class names in score order.</summary>
    IReadOnlyList<string> ClassNames { get; }

    /// <summary>What a patch is.</summary>
    PatchShape Shape { get; }

    /// <summary>What is done to recordings before patches are cut; null where they stay as they are.</summary>
    SoundPreparation? Preparation { get; }

    /// <summary>How logits become probabilities; null where <see cref="Score"/> gives scores that stand for themselves.</summary>
    SoftmaxRule? Softmax { get; }

    /// <summary>Cuts every whole patch and makes of it what the network takes.</summary>
    /// <param name="waveform">[1, samples] float32 at 16 kHz; borrowed.</param>
    /// <param name="hopSamples">Samples from patch to patch: a multiple of 160 (10 ms).</param>
    /// <returns>[N, …], the caller's.</returns>
    Tensor Patches(Tensor waveform, int hopSamples);

    /// <summary>Scores patches, of whatever recordings.</summary>
    /// <param name="patches">[N, …]; borrowed.</param>
    /// <returns>[N, classes] float32, the caller's: scores in [0, 1], or logits where there is a <see cref="Softmax"/>.</returns>
    Tensor Score(Tensor patches);
}
