namespace Audio2Mqtt.Torch.Classification;

/// <summary>The classes that a scorer gives and those that results may name.</summary>
/// <param name="Names">All class names in score order.</param>
/// <param name="Chosen">Indices of the classes that results may name, ascending.</param>
/// <param name="Softmax">What makes probabilities of the numbers that come; null where they are scores already.</param>
/// <param name="SegmentThresholds">[classes] scores from which a patch belongs to a segment; null where no segments are wanted.</param>
internal sealed record ScoredClasses(IReadOnlyList<string> Names, int[] Chosen, SoftmaxRule? Softmax = null, float[]? SegmentThresholds = null)
{
    /// <summary>The classes of a scorer, as the options have them.</summary>
    /// <exception cref="UnknownClassException">The options name a class that does not exist.</exception>
    /// <exception cref="ArgumentException">The options want what the scorer cannot give.</exception>
    public static ScoredClasses Of(IPatchScorer scorer, ClassifierOptions options)
    {
        if (scorer.Shape != options.Patch) throw new ArgumentException($"patches of {options.Patch} for a scorer of {scorer.Shape}", nameof(options));
        if (options.Preparation is null && scorer.Preparation is { IsNone: false } needed)
            throw new ArgumentException($"recordings as they are for a scorer of recordings {needed}", nameof(options));
        if (options.Aggregate == ScoreAggregate.Judge && scorer.Softmax is null)
            throw new ArgumentException("scores that stand for themselves are not judged: their mean or maximum is taken", nameof(options));
        var thresholds = options.SegmentThreshold is { } threshold
            ? scorer.ClassNames.Select(name => options.ClassThresholds.GetValueOrDefault(name, threshold)).ToArray()
            : null;
        return new(scorer.ClassNames, ClassSelection.Choose(scorer.ClassNames, options.Include, options.Exclude), scorer.Softmax, thresholds);
    }
}
