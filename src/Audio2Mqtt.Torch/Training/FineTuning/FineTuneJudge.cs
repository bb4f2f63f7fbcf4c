using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Training.FineTuning;

/// <summary>
/// Judges a network with its head on clips that were held out: as they are, and where training hears changed copies, under a few of those changes
/// too, which stay the same from epoch to epoch.
/// </summary>
internal sealed class FineTuneJudge : IDisposable
{
    // Each costs as much as the clips themselves, every epoch.
    private const int MaxCopies = 3;
    private readonly EmbeddedDataset data;
    private readonly IReadOnlyList<int> heldOut;
    private readonly Head head;
    private readonly ClipSource[] clips;
    private readonly IWaveformTransform?[] copies;
    private readonly YamnetEmbedder embedder;
    private readonly ClipEmbedder reader;
    private readonly long seed;

    /// <summary>A judge of a network with a head, both on the CPU and borrowed: it says what they are at the time.</summary>
    public FineTuneJudge(
        Yamnet network, Head head, EmbeddedDataset data, IReadOnlyList<int> heldOut, IReadOnlyList<IWaveformTransform> transforms, long seed)
    {
        (this.head, this.data, this.heldOut, this.seed) = (head, data, heldOut, seed);
        clips = [.. heldOut.Select(clip => data.Dataset.Clips[clip])];
        var count = Math.Min(MaxCopies, transforms.Count);
        copies = [null, .. Enumerable.Range(0, count).Select(k => transforms[((2 * k) + 1) * transforms.Count / (2 * count)])];
        embedder = new YamnetEmbedder(network);
        reader = new ClipEmbedder(embedder, "", preparation: data.Preparation);
    }

    /// <summary>Loss, accuracy and logits of the network and the head as they are now.</summary>
    public async Task<FineTuneScores> JudgeAsync(CancellationToken cancellationToken)
    {
        head.eval();
        var logits = new ClipLogits?[clips.Length];
        var changed = new List<ClipLogits>();
        await foreach (var clip in reader.EmbedAsync(clips, copies, seed, cancellationToken).ConfigureAwait(false))
        {
            if (clip.LeftOut is not null) continue;
            ClipLogits Logits(EmbeddedClip copy) =>
                new(clips[clip.Index], data.Labels[heldOut[clip.Index]], HeadTrainer.Logits(head, copy.Embeddings), copy.LevelsDbfs);
            logits[clip.Index] = Logits(clip.Copies[0]);
            changed.AddRange(clip.Copies.Skip(1).Select(Logits));
        }

        ClipLogits[] asTheyAre = [.. logits.OfType<ClipLogits>()];
        if (asTheyAre.Concat(changed).Any(clip => clip.Logits.Any(value => !float.IsFinite(value)))) return new(double.PositiveInfinity, 0, 0, [], asTheyAre);

        // As the model will be used: else a head that is merely surer of itself would look worse, or better.
        var temperature = Calibration.Fit(asTheyAre, head.Classes).ClipTemperature;
        var own = Array.ConvertAll(asTheyAre, clip => One(clip, temperature));
        var copied = changed.ConvertAll(clip => One(clip, temperature));
        var ofClip = changed.Zip(copied).GroupBy(pair => pair.First.Clip).ToDictionary(group => group.Key, group => group.Average(pair => pair.Second.Loss));
        double[] losses = [.. asTheyAre.Zip(own, (clip, one) => copied.Count == 0 ? one.Loss : (one.Loss + ofClip[clip.Clip]) / 2)];
        var accuracy = Accuracy(own);
        return new(losses.DefaultIfEmpty().Average(), accuracy, copied.Count == 0 ? accuracy : Accuracy(copied), losses, asTheyAre);
    }

    /// <inheritdoc/>
    public void Dispose() => embedder.Dispose();

    private static double Accuracy(IReadOnlyCollection<(double Loss, bool IsRight)> judged) => judged.Count(one => one.IsRight) / (double)Math.Max(1, judged.Count);

    private (double Loss, bool IsRight) One(ClipLogits clip, double temperature)
    {
        var probabilities = new float[head.Classes];
        ClipJudge.Judge(clip.Logits, clip.LevelsDbfs, temperature, probabilities);
        return (-Math.Log(Math.Max(1e-12, probabilities[clip.Label])), Array.IndexOf(probabilities, probabilities.Max()) == clip.Label);
    }
}
