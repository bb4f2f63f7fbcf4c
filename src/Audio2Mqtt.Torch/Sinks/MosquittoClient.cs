using Audio2Mqtt.Torch.Interop;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>
/// An MQTT client over libmosquitto: MQTT 5, and 3.1.1 where the broker knows no 5. One thread of its own connects, waits for the network and calls the
/// handler; every connection is a fresh client of the library, and who publishes only hands over and wakes that thread.
/// </summary>
public sealed class MosquittoClient : IMqttClient
{
    /// <summary>A broker that has not answered to our connect by then never will.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    // Messages wake the loop; only a disposal may have to wait as long.
    private static readonly TimeSpan LoopTimeout = TimeSpan.FromMilliseconds(250);

    // libmosquitto does not notice that the other side hung up during the TLS handshake, and returns at once, again and again.
    private const int LoopsWithoutAnswer = 200;

    private readonly MqttOptions options;
    private readonly TimeProvider time;
    private readonly Backoff backoff = new();
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string clientId;
    private volatile MosquittoSession? session;
    private volatile bool isLeaving;
    private bool isStarted;
    private bool isVersion5 = true;

    /// <summary>A client that has not begun to connect.</summary>
    /// <param name="options">The broker and how to get in.</param>
    /// <param name="time">The clock of its waits.</param>
    /// <exception cref="NativeLibraryException">libmosquitto is missing.</exception>
    public MosquittoClient(MqttOptions options, TimeProvider time)
    {
        Mosquitto.Require();
        (this.options, this.time) = (options, time);

        // Of its own for each run: two clients of one id would throw each other out for ever.
        clientId = options.ClientId ?? $"a2m_{Slugs.Of(options.Node, "node")}_{Random.Shared.Next():x8}";
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">It has been started before.</exception>
    public void Start(IMqttHandler handler, MqttMessage will)
    {
        if (isStarted) throw new InvalidOperationException("an MQTT client is started once");
        isStarted = true;
        new Thread(() => Run(handler, will)) { Name = "MQTT", IsBackground = true }.Start();
    }

    /// <inheritdoc/>
    public int Publish(MqttMessage message)
    {
        try
        {
            if (session is not { } open) return 0;
            return open.Publish(message.Topic, message.Payload.Span, message.Qos, message.Retain, out var number) switch
            {
                Mosquitto.MOSQ_ERR_SUCCESS => number,
                Mosquitto.MOSQ_ERR_NO_CONN or Mosquitto.MOSQ_ERR_CONN_LOST or Mosquitto.MOSQ_ERR_TLS or Mosquitto.MOSQ_ERR_ERRNO => 0,

                // Too large, or of a quality that this broker does not have: the next connection would not take it either.
                _ => -1,
            };
        }
        catch (ObjectDisposedException)
        {
            // The connection broke at this moment.
            return 0;
        }
    }

    /// <inheritdoc/>
    public void Subscribe(string filter, int qos = 1)
    {
        try
        {
            _ = session?.Subscribe(filter, qos);
        }
        catch (ObjectDisposedException)
        {
            // As above; whoever subscribes does it again on the next connection.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisconnectAsync(CancellationToken cancellationToken)
    {
        var open = session;
        isLeaving = true;
        try
        {
            // The broker closes when it has read so far; the loop ends then.
            if (open is null || open.Disconnect() != Mosquitto.MOSQ_ERR_SUCCESS) return;
            await ended.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is ObjectDisposedException or OperationCanceledException)
        {
            // Already gone, or no time left: the caller has asked for no more.
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        if (!isStarted) return;

        // A thread that is stuck in the system's TCP is left to itself: it ends with the process at the latest.
        await Task.WhenAny(ended.Task, Task.Delay(2 * LoopTimeout, time, CancellationToken.None)).ConfigureAwait(false);
    }

    private void Run(IMqttHandler handler, MqttMessage will)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var outcome = Attempt(handler, will);
                if (stop.IsCancellationRequested || outcome.IsFarewell) break;
                if (outcome.IsWrongVersion) continue;
                handler.Disconnected($"MQTT broker {options.Address}: {outcome.Reason}");
                Task.Delay(backoff.Next(), time, stop.Token).Wait(CancellationToken.None);
            }
        }
        catch (AggregateException error) when (error.InnerException is OperationCanceledException)
        {
            // The wait for the next attempt was cut short.
        }
        finally
        {
            ended.TrySetResult();
        }
    }

    private Outcome Attempt(IMqttHandler handler, MqttMessage will)
    {
        MosquittoSession? current = null;
        try
        {
            current = new MosquittoSession(Settings(will));
            var code = current.Connect();
            return code == Mosquitto.MOSQ_ERR_SUCCESS ? Talk(current, handler) : new Outcome(MosquittoProblem.Of(code, current, wasConnected: false));
        }
        catch (Audio2MqttException error)
        {
            return new Outcome(error.Message);
        }
        catch (Exception error)
        {
            // The handler's own: it costs this connection, not the process.
            return new Outcome($"given up after an error here ({error.Message.ReplaceLineEndings(" ")})");
        }
        finally
        {
            session = null;
            current?.Dispose();
        }
    }

    private Outcome Talk(MosquittoSession current, IMqttHandler handler)
    {
        var begin = time.GetTimestamp();
        var isConnected = false;
        for (var loops = 0; !stop.IsCancellationRequested; loops++)
        {
            var code = current.Loop(LoopTimeout);
            while (current.TryTake(out var signal))
            {
                if (signal is MosquittoSignal.Answered { Code: not 0 } refusal) return Refused(refusal.Code);
                isConnected |= signal is MosquittoSignal.Answered;
                Pass(signal!, current, handler);
            }

            if (code != Mosquitto.MOSQ_ERR_SUCCESS) return Broken(code, current, isConnected);
            if (isConnected) continue;
            if (time.GetElapsedTime(begin) > AnswerTimeout) return new Outcome("does not answer");
            if (loops > LoopsWithoutAnswer) stop.Token.WaitHandle.WaitOne(10);
        }

        return new Outcome("stopped");
    }

    private void Pass(MosquittoSignal signal, MosquittoSession current, IMqttHandler handler)
    {
        switch (signal)
        {
            case MosquittoSignal.Answered:
                backoff.Reset();
                session = current;
                handler.Connected(isVersion5 ? "MQTT 5" : "MQTT 3.1.1");
                break;
            case MosquittoSignal.Published published:
                handler.Acknowledged(published.Number, published.Code >= 128 ? Mosquitto.ReasonText(published.Code) : null);
                break;
            case MosquittoSignal.Received received:
                handler.Received(new MqttMessage(received.Topic, received.Payload, received.Retain, received.Qos));
                break;
        }
    }

    private Outcome Refused(int code)
    {
        // 132 is MQTT 5's way to say it; 1 that of older brokers, which libmosquitto mostly translates.
        if (isVersion5 && code is 132 or 1)
        {
            isVersion5 = false;
            return new Outcome("knows no MQTT 5") { IsWrongVersion = true };
        }

        return new Outcome(MosquittoProblem.OfAnswer(code, isVersion5));
    }

    private Outcome Broken(int code, MosquittoSession current, bool isConnected)
    {
        // After our farewell the socket is gone, and that is as it should be.
        if (isLeaving) return new Outcome("farewell") { IsFarewell = true };
        var reason = MosquittoProblem.Of(code, current, isConnected);

        // mosquitto 2.0 throws the older of two clients of one name out without a word.
        if (isConnected && options.ClientId is { } id && current.FarewellCode == Mosquitto.MOSQ_ERR_CONN_LOST)
            reason += $"; if this goes on, another client has the id '{id}' too";

        // Some old brokers hang up on a version that they do not know. The next attempt tries the other one.
        if (!isConnected && code is Mosquitto.MOSQ_ERR_CONN_LOST or Mosquitto.MOSQ_ERR_PROTOCOL) isVersion5 = !isVersion5;
        return new Outcome(reason);
    }

    private MosquittoSettings Settings(MqttMessage will) => new()
    {
        Host = options.Host,
        Port = options.Port,
        ClientId = clientId,
        KeepAliveSeconds = (int)options.KeepAlive.TotalSeconds,
        IsVersion5 = isVersion5,
        User = options.User,
        Password = options.Password,
        Tls = options.Tls,
        CaFile = options.CaFile,
        CertificateFile = options.CertificateFile,
        KeyFile = options.KeyFile,
        Insecure = options.Insecure,
        WillTopic = will.Topic,
        WillPayload = will.Payload,
        WillRetain = will.Retain,
        WillQos = will.Qos,
    };

    private readonly record struct Outcome(string Reason)
    {
        public bool IsFarewell { get; init; }

        public bool IsWrongVersion { get; init; }
    }
}
