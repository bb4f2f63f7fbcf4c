using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Network;

namespace Audio2Mqtt.Torch.Training.Review;

/// <summary>What a review finds wrong, in words, for a training: <c>a2m-torch inspect</c> tells more. Equal files are told by the scan.</summary>
internal static class ReviewWarnings
{
    private const int Shown = 5;

    /// <summary>The warnings.</summary>
    /// <param name="dataset">What was reviewed.</param>
    /// <param name="review">Of a training: few pairs, whose clips are decoded once more.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal static IReadOnlyList<string> Of(Dataset dataset, DatasetReview review, CancellationToken cancellationToken)
    {
        var warnings = new List<string>();
        if (review.Mislabels.Count > 0)
        {
            var some = Words.Few([.. review.Mislabels.Select(one => $"{Name(one.Clip)} sounds like '{one.Suggested}'")], Shown);
            warnings.Add($"perhaps in the wrong class: {some}; a2m-torch inspect lets you hear them");
        }

        string[] copies = [.. Copies(dataset, review, cancellationToken).Select(pair => $"{Name(pair.First)} and {Name(pair.Second)}")];
        if (copies.Length > 0)
            warnings.Add($"the same sound in two recordings: {Words.Few(copies, Shown)}; keep one, or what is held out is known already and the model looks better than it is");
        return warnings;
    }

    private static IEnumerable<(ClipSource First, ClipSource Second)> Copies(Dataset dataset, DatasetReview review, CancellationToken cancellationToken)
    {
        var isCopy = new bool[review.Pairs.Count];
        AllCores.For(isCopy.Length, Compare, cancellationToken);
        return review.Pairs.Where((_, k) => isCopy[k]).Order().Select(pair => (dataset.Clips[pair.First], dataset.Clips[pair.Second]));

        void Compare(int k)
        {
            TorchRuntime.UseOneThread();
            var (one, other) = (dataset.Clips[review.Pairs[k].First], dataset.Clips[review.Pairs[k].Second]);
            isCopy[k] = WaveformMatch.Of(ClipSamples.Of(one, cancellationToken), ClipSamples.Of(other, cancellationToken)) >= WaveformMatch.LeastOfCopies;
        }
    }

    private static string Name(ClipSource clip)
    {
        var name = $"{clip.ClassName}/{Path.GetFileName(clip.Path)}";
        return clip.Duration is null ? name : $"{name} at {AudioTime.Format(clip.Start)}";
    }
}
