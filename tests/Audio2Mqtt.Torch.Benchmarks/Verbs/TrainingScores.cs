namespace Audio2Mqtt.Torch.Benchmarks.Verbs;

/// <summary>How good a recipe is.</summary>
/// <param name="Clean">Accuracy on clips as they are.</param>
/// <param name="Noise">Accuracy under each noise.</param>
/// <param name="Patches">Accuracy of single patches.</param>
/// <param name="Ece">Calibration error on clips as they are.</param>
/// <param name="WorstClean">The lowest clean accuracy of a seed.</param>
/// <param name="Seconds">Training of a head, all of its passes.</param>
internal sealed record TrainingScores(double Clean, double[] Noise, double Patches, double Ece, double WorstClean, double Seconds)
{
    public static TrainingScores Mean(IReadOnlyList<TrainingScores> runs) => new(
        runs.Average(run => run.Clean),
        [.. Enumerable.Range(0, runs[0].Noise.Length).Select(k => runs.Average(run => run.Noise[k]))],
        runs.Average(run => run.Patches),
        runs.Average(run => run.Ece),
        runs.Min(run => run.Clean),
        runs.Average(run => run.Seconds));
}
