namespace Audio2Mqtt.Torch.Training.Review;

/// <summary>What a review finds wrong, in words, for a training: <c>a2m-torch inspect</c> tells more.</summary>
internal static class ReviewWarnings
{
    private const int Shown = 5;

    internal static IEnumerable<string> Of(DatasetReview review)
    {
        if (review.Mislabels.Count == 0) yield break;
        var some = Words.Few([.. review.Mislabels.Select(one => $"{Name(one.Clip)} sounds like '{one.Suggested}'")], Shown);
        yield return $"perhaps in the wrong class: {some}; a2m-torch inspect lets you hear them";
    }

    private static string Name(ClipSource clip)
    {
        var name = $"{clip.ClassName}/{Path.GetFileName(clip.Path)}";
        return clip.Duration is null ? name : $"{name} at {Audio.AudioTime.Format(clip.Start)}";
    }
}
