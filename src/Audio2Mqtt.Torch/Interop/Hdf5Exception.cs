namespace Audio2Mqtt.Torch.Interop;

/// <summary>A call of libhdf5 failed. The reader that knows what the object means turns this into an error of its own.</summary>
#pragma warning disable CA1032 // Without the object and the library's text the error says nothing.
internal sealed class Hdf5Exception(string name, string problem) : Audio2MqttException($"'{name}': {problem}");
#pragma warning restore CA1032
