using Audio2Mqtt.Torch.Training.Report;

namespace Audio2Mqtt.Torch.Training;

/// <summary>What an evaluation found.</summary>
/// <param name="Report">How good the model is.</param>
/// <param name="LeftOut">Clips and recordings that could not be judged, and why.</param>
public sealed record EvaluationResult(EvaluationReport Report, IReadOnlyList<ReportFact> LeftOut);
