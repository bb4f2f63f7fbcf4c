using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Tests.Training.Metrics;

/// <summary>Twelve clips of three classes, two a recording, that scikit-learn 1.2.1 scored too.</summary>
internal static class SampleClips
{
    public static readonly string[] Classes = ["bell", "dog", "rain"];

    public static readonly int[] Labels = [0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2];

    private static readonly float[][] Rows =
    [
        [0.96f, 0.0f, 0.04f], [0.56f, 0.19f, 0.25f], [0.21f, 0.54f, 0.25f], [0.99f, 0.01f, 0.0f], [0.77f, 0.14f, 0.09f], [0.09f, 0.81f, 0.1f],
        [0.47f, 0.38f, 0.15f], [0.48f, 0.48f, 0.04f], [0.04f, 0.37f, 0.59f], [0.06f, 0.06f, 0.88f], [0.03f, 0.07f, 0.9f], [0.19f, 0.11f, 0.7f],
    ];

    public static ClipPrediction[] Predictions => [.. Rows.Select((row, k) => Of(k, Labels[k], row, row))];

    public static ClipPrediction Of(int number, int label, float[] clip, float[] patches) => new(
        new ClipSource { Path = $"{Classes[label]}/{number}.wav", ClassName = Classes[label], Recording = $"recording {number / 2}" }, label, clip, patches);
}
