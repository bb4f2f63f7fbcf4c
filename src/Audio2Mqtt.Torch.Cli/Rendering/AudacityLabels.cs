using Audio2Mqtt.Torch.Classification;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>Audacity's label track: start, end, label; tabs between (https://manual.audacityteam.org/man/importing_and_exporting_labels.html).</summary>
internal sealed class AudacityLabels : ILabelFormat
{
    public void Write(TextWriter output, FileResult result)
    {
        foreach (var segment in result.Segments)
            output.Write($"{segment.Start.TotalSeconds:0.000000}\t{segment.End.TotalSeconds:0.000000}\t{segment.Name} {segment.PeakScore:0.00}\n");
    }
}
