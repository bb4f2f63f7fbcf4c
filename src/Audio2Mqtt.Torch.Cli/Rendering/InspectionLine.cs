using Audio2Mqtt.Torch.Training;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>How far an inspection is, as a share.</summary>
internal sealed class InspectionLine(IProgress<double> line) : IProgress<InspectionProgress>
{
    public void Report(InspectionProgress value) => line.Report((double)value.ClipsDone / Math.Max(1, value.ClipsTotal));
}
