namespace Audio2Mqtt.Torch.Interop;

/// <summary>What a callback of libmosquitto told, copied: a closed family.</summary>
internal abstract record MosquittoSignal
{
    private MosquittoSignal()
    {
    }

    /// <summary>The broker's answer to our connect: 0 is yes.</summary>
    internal sealed record Answered(int Code) : MosquittoSignal;

    /// <summary>The broker has taken a message, or refuses it with a code of 128 and above.</summary>
    internal sealed record Published(int Number, int Code) : MosquittoSignal;

    /// <summary>A message of a subscription.</summary>
    internal sealed record Received(string Topic, byte[] Payload, bool Retain, int Qos) : MosquittoSignal;
}
