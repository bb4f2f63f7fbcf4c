using System.Text.Json;
using Audio2Mqtt.Torch.Classification;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>A JSON document a line, one for each file, each written out at once.</summary>
internal sealed class JsonLinesWriter(TextWriter output, ClassifierOptions options) : IResultWriter
{
    public void Write(FileResult result)
    {
        output.WriteLine(JsonSerializer.Serialize(FileDocument.Of(result, options), Documents.OneLine.FileDocument));
        output.Flush();
    }

    public void Finish(RunSummary summary)
    {
        // Every line stands for itself.
    }
}
