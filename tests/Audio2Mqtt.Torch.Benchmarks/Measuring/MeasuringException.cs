namespace Audio2Mqtt.Torch.Benchmarks.Measuring;

/// <summary>Something that a measurement needs is missing or failed; one line that says what to do.</summary>
internal sealed class MeasuringException(string message) : Exception(message);
