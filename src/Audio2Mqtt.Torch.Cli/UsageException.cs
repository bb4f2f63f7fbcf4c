namespace Audio2Mqtt.Torch.Cli;

/// <summary>The command line asks for what cannot be: exit code 2.</summary>
internal sealed class UsageException(string message) : Audio2MqttException(message);
