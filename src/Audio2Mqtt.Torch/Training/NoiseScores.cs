using Audio2Mqtt.Torch.Training.Metrics;

namespace Audio2Mqtt.Torch.Training;

/// <summary>How good a model is under noise.</summary>
/// <param name="Noise">Which: <c>white</c>, <c>pink</c>, …</param>
/// <param name="SnrDb">Signal to noise over the whole clip, in dB.</param>
/// <param name="Accuracy">Share of clips that were right.</param>
/// <param name="BalancedAccuracy">Mean of the classes' recalls.</param>
/// <param name="MacroF1">Mean of the classes' F1.</param>
/// <param name="LogLoss">Mean of -ln of the true class's probability.</param>
/// <param name="CalibrationError">Expected calibration error.</param>
public sealed record NoiseScores(
    string Noise, double SnrDb, double Accuracy, double BalancedAccuracy, double MacroF1, double LogLoss, double CalibrationError)
{
    /// <summary>The scores of one condition.</summary>
    /// <param name="noise">Which noise.</param>
    /// <param name="snrDb">Signal to noise, in dB.</param>
    /// <param name="scores">Of the clips under it.</param>
    public static NoiseScores Of(string noise, double snrDb, ClipScores scores) =>
        new(noise, snrDb, scores.Accuracy, scores.BalancedAccuracy, scores.MacroF1, scores.LogLoss, scores.CalibrationError);
}
