using Audio2Mqtt.Torch.Classification;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>
/// Comma-separated values (RFC 4180): a row for each class of a file, or of each patch where the timeline was asked for.
/// </summary>
internal sealed class CsvWriter(TextWriter output, ClassifierOptions options) : IResultWriter
{
    private const string Header = "path,start,end,index,class,score";
    private bool begun;

    public void Write(FileResult result)
    {
        Begin();
        if (options.KeepPatches)
        {
            foreach (var patch in result.Patches) Write(result.Path, patch.Start, patch.End, patch.Classes);
        }
        else
        {
            Write(result.Path, result.Start, result.Start + result.Duration, result.Classes);
        }
    }

    public void Finish(RunSummary summary) => Begin();

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";

    private void Begin()
    {
        if (!begun) output.WriteLine(Header);
        begun = true;
    }

    private void Write(string path, TimeSpan start, TimeSpan end, IReadOnlyList<ClassScore> classes)
    {
        foreach (var (index, name, score) in classes)
            output.WriteLine($"{Quoted(path)},{start.TotalSeconds:0.000},{end.TotalSeconds:0.000},{index},{Quoted(name)},{score:0.000000}");
    }
}
