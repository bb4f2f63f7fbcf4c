using System.Runtime.InteropServices;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Streaming;

/// <summary>Listens for speech in a clip, patch by patch: with the base network, whatever the source's own model knows.</summary>
/// <param name="network">Borrowed.</param>
internal sealed class SpeechGuard(Yamnet network) : IDisposable
{
    /// <summary>
    /// A patch holds speech where one of the classes of it has this score. Low on purpose: a clip that is lost costs less than a sentence that is kept.
    /// </summary>
    public const float Threshold = 0.15f;

    private static readonly string[] SpeechClasses =
    [
        "Speech", "Child speech, kid speaking", "Conversation", "Narration, monologue", "Babbling", "Shout", "Yell", "Bellow", "Whoop", "Children shouting", "Whispering",
        "Chatter", "Hubbub, speech noise, speech babble", "Crowd", "Singing", "Child singing", "Rapping",
    ];

    private readonly int[] classes = [.. network.ClassNames.Index().Where(one => SpeechClasses.Contains(one.Item)).Select(one => one.Index)];
    private readonly LogMelPatchMaker patches = new(PatchShape.Yamnet.HopFrames * PatchShape.FrameSamples);
    private readonly List<float> pending = [];
    private long position;

    /// <summary>Whether speech is heard in patches that end in a block.</summary>
    public bool Hears(ReadOnlySpan<float> block)
    {
        pending.AddRange(block);
        return HearsPending();
    }

    /// <summary>Whether speech is heard in what is left at the end, padded to a patch.</summary>
    public bool HearsRest()
    {
        if (pending.Count == 0) return false;
        CollectionsMarshal.SetCount(pending, Math.Max(pending.Count, PatchShape.Yamnet.WindowSamples));
        return HearsPending();
    }

    /// <inheritdoc/>
    public void Dispose() => patches.Dispose();

    private bool HearsPending()
    {
        var (window, hop) = (PatchShape.Yamnet.WindowSamples, PatchShape.Yamnet.HopFrames * PatchShape.FrameSamples);
        using var inference = inference_mode();
        while (pending.Count >= window)
        {
            using var scope = NewDisposeScope();
            var patch = patches.Next(position, CollectionsMarshal.AsSpan(pending)[..window]);
            var values = network.Logits(network.Embed(patch)).sigmoid().contiguous();
            var scores = MemoryMarshal.Cast<byte, float>(values.bytes);
            foreach (var one in classes)
            {
                if (scores[one] >= Threshold) return true;
            }

            pending.RemoveRange(0, hop);
            position += hop;
        }

        return false;
    }
}
