using Audio2Mqtt.Torch.Classification;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>Raven's selection table: tab-separated columns under their names. Raven wants frequencies: those that YAMNet hears.</summary>
internal sealed class RavenLabels : ILabelFormat
{
    private const int LowHz = 0;
    private const int HighHz = 8000; // half of YAMNet's 16 kHz

    public void Write(TextWriter output, FileResult result)
    {
        output.Write("Selection\tView\tChannel\tBegin Time (s)\tEnd Time (s)\tLow Freq (Hz)\tHigh Freq (Hz)\tBegin Path\tClass\tScore\n");
        var number = 0;
        foreach (var segment in result.Segments)
        {
            output.Write($"{++number}\tSpectrogram 1\t1\t{segment.Start.TotalSeconds:0.000}\t{segment.End.TotalSeconds:0.000}\t{LowHz}\t{HighHz}\t");
            output.Write($"{result.Path}\t{segment.Name}\t{segment.PeakScore:0.0000}\n");
        }
    }
}
