import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Trains a tiny model by gradient descent: y = 3x - 1 from noisy samples. It saves itself every few
 * steps and when it is asked to stop, and goes on from there when it is started again. Run by
 * `java Train.java STEPS MILLISECONDS_PER_STEP`; any JDK from 17 on will do.
 */
public class Train {

    private static final int SAVE_EVERY = 20;

    public static void main(String[] args) throws IOException, InterruptedException {
        int steps = Integer.parseInt(args[0]);
        long pause = Long.parseLong(args[1]);
        Path folder = Path.of(System.getenv().getOrDefault("MEDLEY_CHECKPOINT_DIR", "."));
        Path checkpoint = folder.resolve("model.txt");
        Path log = folder.resolve("steps.log");

        // Where was it? A line of three numbers: step, slope, offset.
        int step = 0;
        double slope = 0;
        double offset = 0;
        if (Files.exists(checkpoint)) {
            String[] line = Files.readString(checkpoint).trim().split(" ");
            step = Integer.parseInt(line[0]);
            slope = Double.parseDouble(line[1]);
            offset = Double.parseDouble(line[2]);
        }
        System.out.println("begins at step " + step + " on devices " + env("MEDLEY_DEVICES"));

        // SIGTERM: finish the step, save, and end.
        AtomicBoolean stop = new AtomicBoolean();
        Thread trainer = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    stop.set(true);
                                    try {
                                        trainer.join();
                                    } catch (InterruptedException interrupted) {
                                        Thread.currentThread().interrupt();
                                    }
                                }));

        while (step < steps && !stop.get()) {
            double x = (step * 37 % 100) / 50.0 - 1;
            double error = slope * x + offset - (3 * x - 1 + 0.01 * Math.sin(step));
            slope -= 0.1 * error * x;
            offset -= 0.1 * error;
            step++;
            Files.writeString(
                    log, step + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (step % SAVE_EVERY == 0 || step == steps || stop.get()) {
                save(checkpoint, step + " " + slope + " " + offset + "\n");
                progress(step, steps, step);
            }
            Thread.sleep(pause);
        }
        save(checkpoint, step + " " + slope + " " + offset + "\n");
        progress(step, steps, step);
        System.out.printf("ends at step %d: y = %.2f x %+.2f%n", step, slope, offset);
    }

    /** All of it or nothing: whoever is killed while saving keeps what was saved before. */
    private static void save(Path checkpoint, String text) throws IOException {
        Path draft = checkpoint.resolveSibling("model.new");
        Files.writeString(draft, text);
        Files.move(
                draft,
                checkpoint,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Tells Medley: done, total, saved. */
    private static void progress(int done, int total, int saved) throws IOException {
        String file = env("MEDLEY_PROGRESS");
        if (!file.isEmpty()) {
            Files.writeString(
                    Path.of(file),
                    done + " " + total + " " + saved + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    private static String env(String name) {
        return System.getenv().getOrDefault(name, "");
    }
}
