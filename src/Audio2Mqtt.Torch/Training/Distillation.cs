using Audio2Mqtt.Torch.Network;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training;

/// <summary>
/// Keeps a head close to what a teacher says about clips as they are: on random stretches of two clips, mixed at a random share, the teacher's
/// probabilities are the target.
/// </summary>
internal sealed class Distillation(EmbeddingStore store, IReadOnlyList<TrainingSample> samples, Head teacher, TrainerOptions options)
{
    private readonly Random random = new((int)(options.Seed ^ (options.Seed >> 32)) ^ 0x5EED);

    /// <summary>The clips as they are.</summary>
    public IReadOnlyList<TrainingSample> Samples => samples;

    /// <summary>The weighted cross-entropy of a head with the teacher; the caller's.</summary>
    /// <param name="head">In training.</param>
    /// <param name="count">Mixtures to compare on.</param>
    public Tensor Loss(Head head, int count)
    {
        using var scope = NewDisposeScope();
        var inputs = new float[count * store.Size];
        var other = new float[store.Size];
        for (var row = 0; row < count; row++)
        {
            var mixture = inputs.AsSpan(row * store.Size, store.Size);
            Draw(mixture);
            Draw(other);
            System.Numerics.Tensors.TensorPrimitives.Lerp<float>(mixture, other, (float)random.NextDouble(), mixture);
        }

        var input = tensor(inputs, [count, store.Size]);
        Tensor targets;
        using (no_grad()) targets = teacher.call(input).softmax(1);
        return (HeadTrainer.CrossEntropy(head.call(input), targets) * options.Distillation).MoveToOuterDisposeScope();
    }

    private void Draw(Span<float> mean) => BatchMaker.Draw(store, samples[random.Next(samples.Count)], options.SpanShare, random, mean);
}
