using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Classification;
using Audio2Mqtt.Torch.Cli.Options;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>
/// Aligned text for pipes: a line with the file, then index, name and score of each class. Comment lines begin with <c>#</c>.
/// </summary>
internal sealed class TextResultWriter(TextWriter output, ClassifyRequest request) : IResultWriter
{
    private const int NameWidth = 32; // most of the 521 names are shorter; longer ones push their score out
    private bool begun;

    public void Write(FileResult result)
    {
        if (result.Error is not null) return;
        if (!begun) output.WriteLine($"# {Wording.ScoresOf(request)}");
        begun = true;
        output.WriteLine($"{result.Path} ({Wording.Extent(result)})");
        foreach (var (index, name, score) in result.Classes) output.WriteLine($"  {index,3}  {name,-NameWidth}  {score:0.000}");
        if (result.Classes.Count == 0) output.WriteLine($"  # {Wording.NoClass}");
        foreach (var patch in result.Patches)
        {
            var classes = string.Join(", ", patch.Classes.Select(item => $"{item.Index} {item.Name} {item.Score:0.000}"));
            output.WriteLine($"  {AudioTime.Format(patch.Start)}-{AudioTime.Format(patch.End)}  {classes}".TrimEnd());
        }
    }

    public void Finish(RunSummary summary)
    {
        // Every file stands for itself: there is nothing to close.
    }
}
