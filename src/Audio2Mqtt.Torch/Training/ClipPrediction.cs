namespace Audio2Mqtt.Torch.Training;

/// <summary>What a model says about a labelled clip.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="Label">Index of its true class.</param>
/// <param name="Probabilities">[classes] calibrated probabilities of the clip as a whole; they sum to 1.</param>
/// <param name="PatchProbabilities">[patches, classes] row by row, of the patches with energy.</param>
public sealed record ClipPrediction(ClipSource Clip, int Label, float[] Probabilities, float[] PatchProbabilities)
{
    /// <summary>Index of the class with the highest probability.</summary>
    public int Predicted => Array.IndexOf(Probabilities, Probabilities.Max());
}
