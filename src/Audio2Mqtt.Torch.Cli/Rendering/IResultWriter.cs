using Audio2Mqtt.Torch.Classification;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>Writes results as they come. Errors of files go to standard error besides, whatever the format.</summary>
internal interface IResultWriter
{
    /// <summary>Writes one file's result, failed ones included.</summary>
    void Write(FileResult result);

    /// <summary>Ends the output, also after an interruption.</summary>
    void Finish(RunSummary summary);
}
