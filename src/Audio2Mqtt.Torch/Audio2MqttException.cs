namespace Audio2Mqtt.Torch;

/// <summary>
/// The base of every error that a user can cause or mend: bad input, a missing library, a broken file.
/// The message is one line: what failed, on what, and what to do. The program prints it to stderr and exits non-zero.
/// </summary>
public class Audio2MqttException : Exception
{
    /// <summary>An error without a message; prefer the other constructors.</summary>
    public Audio2MqttException()
    {
    }

    /// <summary>An error with its one-line message.</summary>
    public Audio2MqttException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its one-line message and the error beneath it.</summary>
    public Audio2MqttException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
