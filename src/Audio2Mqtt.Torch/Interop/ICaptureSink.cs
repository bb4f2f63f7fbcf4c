namespace Audio2Mqtt.Torch.Interop;

/// <summary>Takes what a native library captures, on the library's thread: it copies and returns, and never throws.</summary>
internal interface ICaptureSink
{
    /// <summary>Takes whole frames, interleaved.</summary>
    void Write(ReadOnlySpan<float> samples);

    /// <summary>Counts frames that were lost at this place.</summary>
    void Lose(long frames);

    /// <summary>Nothing more will come.</summary>
    /// <param name="reason">Why, without a full stop.</param>
    void Fail(string reason);
}
