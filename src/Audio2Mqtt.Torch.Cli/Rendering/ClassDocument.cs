using Audio2Mqtt.Torch.Classification;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>A class and its score, as JSON has it.</summary>
internal sealed record ClassDocument(int Index, string Name, float Score)
{
    public static ClassDocument[] Of(IReadOnlyList<ClassScore> classes) =>
        [.. classes.Select(item => new ClassDocument(item.Index, item.Name, item.Score))];
}
