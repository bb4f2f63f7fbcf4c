using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>One patch of one stream on its way through a worker.</summary>
/// <param name="Stream">Whose it is.</param>
/// <param name="Position">Of its first sample.</param>
/// <param name="Patch">[1, …] what the network takes, the worker's; null where the energy gate is shut.</param>
/// <param name="GateDbfs">RMS of its loudest 100 ms.</param>
/// <param name="PatchDbfs">RMS of all of it.</param>
/// <param name="HopDbfs">RMS of what the hop brought.</param>
/// <param name="PeakDbfs">Peak of all of it.</param>
/// <param name="FloorDbfs">The noise floor.</param>
/// <param name="Onset">Position where the sound in it begins.</param>
/// <param name="Offset">Position where the sound in it ends.</param>
/// <param name="ArrivedAt">Time stamp of the arrival of its last sample.</param>
internal readonly record struct HopWork(
    SourceStream Stream, long Position, Tensor? Patch, float GateDbfs, float PatchDbfs, float HopDbfs, float PeakDbfs, float FloorDbfs, long Onset, long Offset,
    long ArrivedAt);
