using Audio2Mqtt.Torch.Classification;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>How segments look to another program.</summary>
internal interface ILabelFormat
{
    void Write(TextWriter output, FileResult result);
}
