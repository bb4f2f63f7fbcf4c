namespace Audio2Mqtt.Torch.Interop;

/// <summary>libpulse refused; its callers say of what.</summary>
/// <param name="message">The reason, without a full stop.</param>
internal sealed class PulseException(string message) : Exception(message);
